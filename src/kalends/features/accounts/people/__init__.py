"""People: how they register, prove their address, say who they are, change their password and leave."""
