window.builderHolidays("IO", {"first": 2026, "languages": [""], "days": [], "regions": {}, "names": []});
