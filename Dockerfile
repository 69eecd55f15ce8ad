# One image for site, indexer, scheduler and crawler; compose.yaml gives each its command.
FROM python:3.13-slim AS build
WORKDIR /src
COPY pyproject.toml README.md LICENSE NOTICE ./
COPY licenses licenses
COPY core core
COPY crawler crawler
COPY indexer indexer
COPY site site
COPY schedules schedules
COPY sample sample
RUN python -m venv /opt/rencai && /opt/rencai/bin/pip install --no-cache-dir .

FROM python:3.13-slim
RUN useradd --system --create-home --uid 10001 rencai && install -d -o rencai -g rencai /var/lib/rencai
COPY --from=build /opt/rencai /opt/rencai
ENV PATH=/opt/rencai/bin:$PATH RENCAI_DATA=/var/lib/rencai PYTHONUNBUFFERED=1
USER rencai
WORKDIR /var/lib/rencai
VOLUME /var/lib/rencai
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD ["rencai", "serve", "--host", "0.0.0.0", "--port", "8000"]
