# Two stages: the first builds the wheel and the environment, the second carries only what runs.
FROM python:3.11-slim-bookworm AS build
WORKDIR /src
COPY requirements/run.txt requirements/build.txt requirements/
RUN python -m venv /opt/backchannel \
 && /opt/backchannel/bin/pip install --no-cache-dir --require-hashes --no-deps -r requirements/run.txt -r requirements/build.txt
COPY . .
RUN /opt/backchannel/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.11-slim-bookworm
RUN useradd --create-home --uid 10001 backchannel && install --directory --owner=backchannel /data
COPY --from=build /opt/backchannel /opt/backchannel
USER 10001
# Database, state and the owner's config; mount a volume here or the ledger dies with the container.
ENV BACKCHANNEL_HOME=/data PATH=/opt/backchannel/bin:$PATH PYTHONUNBUFFERED=1
VOLUME /data
STOPSIGNAL SIGTERM
ENTRYPOINT ["backchannel"]
CMD ["run", "--serve"]
