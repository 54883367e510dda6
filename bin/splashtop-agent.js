#!/usr/bin/env node
/** `splashtop-agent`. */
import { launch } from './launch.js'

await launch('splashtop-agent', 'agent', import.meta.url)
