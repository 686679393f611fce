import fc from 'fast-check';

// The same values in every run, so that a failure stands for a change; what nobody has thought of is looked for by `npm run fuzz`.
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: 20_261_128 });

export default fc;
