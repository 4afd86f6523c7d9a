"""Words into times: what people write in English, German, French, Spanish and Russian, read by a grammar of our own."""
