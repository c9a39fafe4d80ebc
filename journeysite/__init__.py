"""Customer journey maps, published and alive."""
