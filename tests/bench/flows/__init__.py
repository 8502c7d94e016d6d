"""The nights of a season: what they hold, take and survive."""
