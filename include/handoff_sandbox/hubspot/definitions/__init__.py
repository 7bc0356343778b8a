"""What a portal defines: types of objects, properties, pipelines, schemas."""
