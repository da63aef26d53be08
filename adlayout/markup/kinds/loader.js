// Runs once, in the head of a finished page, and does nothing before consent where the page wants it: loads what the
// slots need, fills them when the page is parsed, and minds their space. Neither "less than" nor "and" signs stand in
// it, so that it may stand in XHTML; adlayout/markup/kinds/script.py writes the page's slots behind it.
(page => {
  "use strict";
  const nonce = document.currentScript ? document.currentScript.nonce : "";

  let slots = [];
  const load = ({src, anonymous, kinds}) => {
    const script = document.createElement("script");
    script.async = true;
    if (nonce) script.nonce = nonce;
    if (anonymous) script.crossOrigin = "anonymous";
    script.src = src;
    // Kept away by a blocker, or the network is gone.
    script.onerror = () => parsed(() => slots.filter(slot => kinds.includes(slot.kind)).forEach(empty));
    document.head.append(script);
  };

  // Consent: that of purpose 1 (what is stored and read on the device) and of each vendor, or no GDPR at all.
  const allows = data => {
    if (data.gdprApplies === false) return true;
    if (!["tcloaded", "useractioncomplete"].includes(data.eventStatus)) return false;
    const vendors = data.vendor ? data.vendor.consents : {};
    return data.purpose ? [data.purpose.consents[1], ...page.vendors.map(one => vendors[one])].every(Boolean) : false;
  };
  const consent = (then, tries) => {
    if (page.consent !== "tcf") return then();
    // The page's consent tool may stand below this script, or come late: it is looked for through a minute.
    if (typeof window.__tcfapi !== "function") return tries ? setTimeout(consent, 250, then, tries - 1) : 0;
    let asked = true;
    return window.__tcfapi("addEventListener", 2, (data, known) => {
      if (!asked || !known || !allows(data)) return;
      asked = false;
      window.__tcfapi("removeEventListener", 2, () => {}, data.listenerId);
      then();
    });
  };
  const parsed = then => {
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", then, {once: true});
    else then();
  };

  // What stood in a slot steps aside for the ad, and comes back where there is none. A slot with nothing in it gives its
  // space back only where it is half a screen below of what the reader sees: anywhere else the text would jump, and the
  // reader may have scrolled on before the page is drawn again.
  const taken = slot => slot.kept.forEach(node => node.remove());
  const empty = slot => {
    const aside = slot.home.closest("aside");
    if (slot.kept.length) slot.home.prepend(...slot.kept);
    else if (aside.getBoundingClientRect().top > 1.5 * innerHeight) aside.style.setProperty("display", "none", "important");
  };

  const written = slot => {
    const template = slot.home.querySelector("template");
    taken(slot);
    if (template) slot.home.replaceChildren(document.importNode(template.content, true));
  };

  const adsense = slot => {
    const ad = slot.home.firstElementChild;
    new MutationObserver(() => {
      if (ad.dataset.adStatus === "unfilled") empty(slot);
    }).observe(ad, {attributeFilter: ["data-ad-status"]});
    (window.adsbygoogle = window.adsbygoogle || []).push({});
  };

  const defined = slot => {
    const [narrow, wide] = slot.sizes;
    const ad = googletag.defineSlot(slot.unit, [...narrow, ...wide], slot.id);
    const sizes = googletag.sizeMapping().addSize([page.wide, 0], wide).addSize([0, 0], narrow).build();
    ad.defineSizeMapping(sizes).addService(googletag.pubads());
    ad.setConfig({targeting: slot.keys});
    return ad;
  };

  // Lazy: asked for within two screens of the reader, shown within one; twice that on phones.
  const lazyLoad = {fetchMarginPercent: 200, renderMarginPercent: 100, mobileScaling: 2};
  const gpt = slots => {
    const bidding = slots.filter(slot => slot.bids);
    const known = new Map(slots.map(slot => [slot.id, slot]));
    let ads = [];
    window.googletag = window.googletag || {};
    googletag.cmd = googletag.cmd || [];
    googletag.cmd.push(() => {
      googletag.setConfig({singleRequest: true, lazyLoad, centering: true, disableInitialLoad: bidding.length > 0});
      ads = slots.map(defined);
      googletag.pubads().addEventListener("slotRenderEnded", event => {
        const slot = known.get(event.slot.getSlotElementId());
        if (slot) (event.isEmpty ? empty : taken)(slot);
      });
      googletag.enableServices();
      slots.forEach(slot => googletag.display(slot.id));
    });
    if (bidding.length) prebid(bidding, () => googletag.cmd.push(() => googletag.pubads().refresh(ads)));
  };

  const prebid = (slots, serve) => {
    const bids = window.pbjs = window.pbjs || {};
    bids.que = bids.que || [];
    const wide = matchMedia(`(min-width:${page.wide}px)`).matches;
    const units = slots.map(slot => ({code: slot.id, mediaTypes: {banner: {sizes: slot.sizes[+wide]}}, bids: slot.bids}));
    let waiting = true;
    const done = () => {
      if (waiting) serve();
      waiting = false;
    };
    bids.que.push(() => {
      if (page.consent === "tcf") bids.setConfig({consentManagement: {gdpr: {cmpApi: "iab", defaultGdprScope: true}}});
      bids.addAdUnits(units.filter(unit => unit.mediaTypes.banner.sizes.length));
      bids.requestBids({
        timeout: page.timeout,
        bidsBackHandler: () => {
          if (waiting) bids.setTargetingForGPTAsync(units.map(unit => unit.code));
          done();
        },
      });
    });
    // Where Prebid never comes, the ad server is asked all the same.
    setTimeout(done, 2 * page.timeout);
  };

  consent(() => {
    page.load.forEach(load);
    parsed(() => {
      slots = page.slots.map(slot => ({...slot, home: document.getElementById(slot.id)})).filter(slot => slot.home);
      slots.forEach(slot => {
        slot.kept = [...slot.home.childNodes].filter(node => node.nodeName.toLowerCase() !== "template");
        written(slot);
      });
      slots.filter(slot => slot.kind === "adsense").forEach(adsense);
      const tags = slots.filter(slot => slot.unit);
      if (tags.length) gpt(tags);
    });
  }, 240);
})
