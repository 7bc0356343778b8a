# One image for all services of docker-compose.yaml: Airflow, Handoff installed from a wheel, its DAGs and its plugin.

FROM python:3.12.12-slim-bookworm AS build
ENV UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy UV_PYTHON_DOWNLOADS=never
RUN pip install --no-cache-dir uv==0.13.9
WORKDIR /build
COPY pyproject.toml README.md LICENSE requirements.lock ./
COPY include ./include
RUN uv build --wheel --out-dir wheels .
RUN uv venv /opt/venv
# The lock's versions and hashes hold for whatever the wheel needs; what only development needs stays out.
RUN uv pip install --no-cache --python /opt/venv --constraints requirements.lock "$(echo wheels/*.whl)[sandbox]"

FROM python:3.12.12-slim-bookworm
RUN useradd --uid 50000 --user-group --create-home --home-dir /opt/handoff --shell /usr/sbin/nologin handoff \
    && mkdir /opt/handoff/artifacts /opt/handoff/logs /opt/handoff/sandbox \
    && chown -R handoff:handoff /opt/handoff
COPY --from=build /opt/venv /opt/venv
COPY dags /opt/handoff/dags
COPY plugins /opt/handoff/plugins
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 AIRFLOW_HOME=/opt/handoff
USER handoff
WORKDIR /opt/handoff
CMD ["handoff", "--help"]
