"""The settings that come with Kalends, as TOML files, and the sample data."""
