// A recorded contract of the Google Publisher Tag, written for these tests: GPT itself is loaded from Google and no
// registry has it. It has the public functions that adlayout's script calls and no others, so that calling another (a
// legacy setter, say) fails; `test_gpt.py` holds each of them against the types that Google publishes. It keeps the
// documented order (define, services, display), asks `window.AD_SERVER` once for all slots (single request) when the
// first comes near the viewport, and renders as GPT does: a container of the creative's size with a frame in it.
(() => {
  const calls = window.GPT_CALLS = [];
  const note = (name, ...said) => calls.push([name, ...JSON.parse(JSON.stringify(said))]);
  const fail = why => { calls.push(["ERROR", why]); throw new Error(why); };
  const queued = (window.googletag && window.googletag.cmd) || [];
  const slots = new Map(), listeners = [], shown = new Set();
  let services = false, config = {}, asked = false;

  const only = (object, name) => new Proxy(object, {
    get(target, key) {
      if (typeof key === "symbol" || key === "then" || key === "toJSON" || key in target) return target[key];
      return fail(`${name}.${key} is no part of the contract`);
    },
  });

  const slotOf = (unit, sizes, id) => {
    let mapping = null;
    const targeting = {};
    const aim = given => Object.entries(given).forEach(([key, value]) => {
      if (value === null) delete targeting[key];
      else targeting[key] = value;
    });
    const slot = only({
      defineSizeMapping(given) { note("slot.defineSizeMapping", id, given); mapping = given; return slot; },
      addService(service) { if (service !== ads) fail("addService: no service"); note("slot.addService", id); return slot; },
      setConfig(given) {
        note("slot.setConfig", id, given);
        if (Object.keys(given).some(key => key !== "targeting")) fail("slot.setConfig: unknown key");
        aim(given.targeting);
      },
      getSlotElementId: () => id,
      // What Prebid asks of GPT, and adlayout does not.
      getAdUnitPath: () => unit,
      getTargeting: key => targeting[key] || [],
      getConfig: key => ({[key]: {...targeting}}),
      updateTargetingFromMap(given) { note("prebid", id, given); aim(given); return slot; },
      request() {
        const viewport = [innerWidth, innerHeight];
        const fits = ([[width, height]]) => viewport[0] >= width && viewport[1] >= height;
        const found = mapping ? (mapping.find(fits) || [null, []])[1] : sizes;
        return {id, unit, sizes: found, targeting};
      },
    }, "Slot");
    return slot;
  };

  const ads = only({
    addEventListener(type, then) {
      note("pubads.addEventListener", type);
      if (type !== "slotRenderEnded") fail(`no event ${type}`);
      listeners.push(then);
      return ads;
    },
    getSlots: () => [...slots.values()],
    refresh(given) {
      note("pubads.refresh", given.map(slot => slot.getSlotElementId()));
      if (!services) fail("refresh before enableServices");
      watch(given);
    },
  }, "PubAdsService");

  const near = (element, percent) => {
    const margin = innerHeight * (percent / 100) * (innerWidth > 767 ? 1 : config.lazyLoad.mobileScaling);
    const {top, bottom} = element.getBoundingClientRect();
    return innerHeight + margin > top && bottom > -margin;
  };
  const when = (test, then) => {
    if (test()) return then();
    const look = () => { if (test()) { removeEventListener("scroll", look); then(); } };
    addEventListener("scroll", look, {passive: true});
  };
  const div = slot => document.getElementById(slot.getSlotElementId());

  const watch = given => {
    when(() => given.some(slot => near(div(slot), config.lazyLoad.fetchMarginPercent)), async () => {
      if (asked) return;
      asked = true;
      const wanted = given.map(slot => slot.request()).filter(one => one.sizes.length);
      note("request", wanted);
      const said = encodeURIComponent(JSON.stringify(wanted));
      const answers = await (await fetch(`${window.AD_SERVER}?slots=${said}`)).json();
      given.forEach(slot => when(
        () => near(div(slot), config.lazyLoad.renderMarginPercent),
        () => render(slot, answers[slot.getSlotElementId()]),
      ));
    });
  };

  const render = (slot, answer) => {
    const isEmpty = !answer;
    if (answer) {
      const [width, height] = answer;
      const box = document.createElement("div");
      box.style.cssText = `border:0pt none;margin:auto;text-align:center;width:${width}px;height:${height}px`;
      box.innerHTML = `<iframe width="${width}" height="${height}" style="border:0;vertical-align:bottom" scrolling="no"></iframe>`;
      div(slot).append(box);
    }
    listeners.forEach(then => then({slot, isEmpty, size: answer || null}));
  };

  window.googletag = only({
    apiReady: true,
    cmd: {push(then) { then(); return 1; }},
    pubads: () => ads,
    setConfig(given) {
      note("setConfig", given);
      // The last is Prebid's.
      const known = ["singleRequest", "lazyLoad", "centering", "disableInitialLoad", "pps"];
      if (Object.keys(given).some(key => !known.includes(key))) fail("setConfig: unknown key");
      config = {...config, ...given};
    },
    sizeMapping() {
      const rows = [];
      const builder = only({addSize(viewport, sizes) { rows.push([viewport, sizes]); return builder; }, build: () => rows}, "Mapping");
      return builder;
    },
    defineSlot(unit, sizes, id) {
      note("defineSlot", unit, sizes, id);
      if (slots.has(id)) fail(`two slots for ${id}`);
      slots.set(id, slotOf(unit, sizes, id));
      return slots.get(id);
    },
    enableServices() { note("enableServices"); services = true; },
    display(id) {
      note("display", id);
      if (!services) fail("display before enableServices");
      if (!slots.has(id) || !document.getElementById(id)) fail(`display of ${id}: no slot or no element`);
      shown.add(id);
      // A single request is made once all calls of this turn are in.
      if (!config.disableInitialLoad && shown.size === 1) setTimeout(() => watch([...shown].map(one => slots.get(one))));
    },
  }, "googletag");
  queued.forEach(then => then());
})();
