"""What the window shows and what the user wants: state, intents, presentation. No Qt here."""
