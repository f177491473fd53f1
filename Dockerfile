# Two stages: one installs the locked packages and compiles the catalogs, one runs.
#
#   docker build -t duewell .
#   docker run --read-only --tmpfs /tmp -v duewell:/data -e BOT_TOKEN=... duewell
#
# It polls by default and needs no open port. With WEBHOOK_URL set, publish 8080 behind a proxy.

FROM python:3.13-slim AS build

ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PYTHONDONTWRITEBYTECODE=1
WORKDIR /app
RUN python -m venv /venv
COPY requirements/run.txt requirements/run.txt
RUN /venv/bin/pip install --quiet --require-hashes --only-binary :all: -r requirements/run.txt
COPY . .
RUN /venv/bin/python -m bot.catalogs compile \
    && /venv/bin/python -m compileall -q . /venv/lib \
    && /venv/bin/pip uninstall --quiet --yes pip

FROM python:3.13-slim

LABEL org.opencontainers.image.title="Duewell" \
      org.opencontainers.image.description="A Telegram bot that coaches people through negotiating and repaying debts" \
      org.opencontainers.image.licenses="Apache-2.0"

# Files are root's: the process can read its own code and cannot change it.
RUN groupadd --system --gid 10001 duewell \
    && useradd --system --uid 10001 --gid duewell --no-create-home --home-dir /data duewell \
    && install -d -o duewell -g duewell -m 0700 /data /backups /erasures
COPY --from=build /venv /venv
COPY --from=build /app /app

# Nothing is written outside /data (and /tmp, which may be a tmpfs), unless BACKUPS_DIR=/backups or
# ERASURES_DIR=/erasures say so: volumes that are mounted there belong to the process.
ENV PATH=/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    HOME=/data \
    DATA_DIR=/data \
    LISTEN=0.0.0.0:8080 \
    LOG_FORMAT=json
WORKDIR /app
USER duewell
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as u; u.urlopen('http://127.0.0.1:' + os.environ['LISTEN'].rpartition(':')[2] + '/healthz', timeout=4)"]
ENTRYPOINT ["python", "-m", "bot"]
CMD ["run"]
