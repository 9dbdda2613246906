window.builderHolidays("BV", {"first": 2026, "languages": [""], "days": [], "regions": {}, "names": []});
