"""Edge: claims become meetings and histories. `merge`, `telling` and `status` decide purely; `store` keeps."""
