// node amp.js VALIDATOR PAGE…: for each page its status and errors, as JSON.
const fs = require("fs");
const vm = require("vm");

const [script, ...pages] = process.argv.slice(2);
const sandbox = vm.createContext();
new vm.Script(fs.readFileSync(script, "utf8")).runInContext(sandbox);
const { validator } = sandbox.amp;
const said = ({ status, errors }) =>
  ({ status, errors: errors.map((one) => `${one.severity} ${one.code}: ${validator.renderErrorMessage(one)}`) });
validator.init().then(() => {
  const found = pages.map((page) => said(validator.validateString(fs.readFileSync(page, "utf8"))));
  process.stdout.write(JSON.stringify(found));
});
