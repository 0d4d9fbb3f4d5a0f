"""What the rendered templates make safe."""
