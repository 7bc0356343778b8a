"""The pages: what people see of handoffs in a browser, inside Airflow and behind its login."""
