"""integrations: adlayout as a step of other programs: a thin file a host, each importing its host only when used."""
