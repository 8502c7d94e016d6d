"""The report of a webinar: one HTML file whose every number can be asked again."""
