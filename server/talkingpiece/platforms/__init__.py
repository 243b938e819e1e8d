"""Where the call is. First version: any call, by plain https links."""
