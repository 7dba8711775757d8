/** Answers and inputs of deciding that libs to the right give and take as well. */
export { AlreadyDecided, LeaseLost } from './decision.answers.js';
export { FindingInput } from './decisions.inputs.js';
