"""What browsers ask for: pages, sockets, files, logins, and what administrators see."""
