"""The height model beside Chromium, on pages with stock style sheets from the registry."""
