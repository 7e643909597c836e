"""The figures of texts, words and numbers: layouts, and the sheet that they are drawn on."""
