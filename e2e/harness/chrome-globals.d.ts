// What Firefox gives to privileged pages such as about:preferences. Functions passed to `chrome()` run there.
// biome-ignore-start lint/suspicious/noExplicitAny: Firefox ships no types for its modules
declare const ChromeUtils: { importESModule(url: string): any };
declare const Services: any;
declare const Cc: any;
declare const Ci: any;
// biome-ignore-end lint/suspicious/noExplicitAny: see above
