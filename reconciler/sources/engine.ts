/**
 * What made sense of the files: the version of this program. What another version made of them is not trusted, neither in the cache nor
 * when recognising a configuration as applied. A test holds it equal to package.json.
 */
export const ENGINE = '0.1.0'
