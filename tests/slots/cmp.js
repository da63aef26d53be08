// A consent tool's side of the TCF's __tcfapi, as far as its specification has it: listeners are told the state at once
// and on each change. `CONSENT(data)` is the reader's choice; before it, the tool's window is open.
(() => {
  const listeners = new Map();
  let next = 1, data = {gdprApplies: true, eventStatus: "cmpuishown", tcString: "",
    purpose: {consents: {}}, vendor: {consents: {}}};
  window.TCF_CALLS = [];
  window.__tcfapi = (command, version, then, id) => {
    TCF_CALLS.push([command, version]);
    if (command === "ping") return then({gdprApplies: data.gdprApplies, cmpLoaded: true, cmpStatus: "loaded"}, true);
    if (command === "addEventListener") {
      const listener = next++;
      listeners.set(listener, then);
      return then({...data, listenerId: listener}, true);
    }
    if (command === "removeEventListener") return then(listeners.delete(id));
    return then(null, false);
  };
  window.CONSENT = given => {
    data = {...data, ...given};
    [...listeners].forEach(([listenerId, then]) => then({...data, listenerId}, true));
  };
})();
