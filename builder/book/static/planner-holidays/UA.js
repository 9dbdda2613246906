window.builderHolidays("UA", {"first": 2026, "languages": ["", "ar", "en_US", "th", "uk"], "days": [], "regions": {}, "names": []});
