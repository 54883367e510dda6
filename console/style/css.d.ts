/** Styles are imported for what they do to the page; the bundler makes files of them. */
declare module '*.css'
