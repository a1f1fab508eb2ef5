"""Files and git in, entries out; and back again, with every comment where it was."""
