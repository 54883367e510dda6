#!/usr/bin/env node
/** `splashctl`. */
import { launch } from './launch.js'

await launch('splashctl', 'cli', import.meta.url)
