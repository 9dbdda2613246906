window.builderHolidays("HM", {"first": 2026, "languages": [""], "days": [], "regions": {}, "names": []});
