"""What two people may agree on, show each other and write: rules alone, without a database."""
