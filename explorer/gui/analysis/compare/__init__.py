"""Two pictures beside each other and their difference, linked."""
