# The image holds the built distribution, a Java made for it, and classes loaded and linked beforehand.
#   ./mvnw -Dquick -DskipTests -pl emulator-server -am package
#   docker build -t tarn .
#   docker run -p 4566:4566 -v tarn:/data tarn
# JDK is any image with a JDK 25, BASE any small one with its C library and a shell. AOT=no leaves the cache
# of classes out: 170 MB less on disk, and starts that take twice as long.
ARG JDK=eclipse-temurin:25-jdk
ARG BASE=debian:bookworm-slim
ARG AOT=yes

FROM ${JDK} AS java
RUN "${JAVA_HOME:?}/bin/jlink" --output /java --strip-java-debug-attributes --no-man-pages --no-header-files --compress zip-6 \
    --add-modules java.se,jdk.incubator.vector,jdk.jfr,jdk.management,jdk.naming.dns,jdk.net,jdk.unsupported,jdk.zipfs

FROM ${BASE} AS base
RUN groupadd --system --gid 4566 tarn \
  && useradd --system --uid 4566 --gid tarn --home-dir /data --shell /bin/sh tarn \
  && mkdir -p /data /etc/tarn/init.d && chown tarn:tarn /data
COPY --from=java /java /opt/java
COPY emulator-server/target/tarn /opt/tarn
RUN ln -s /opt/tarn/bin/tarn /usr/local/bin/tarn
ENV TARN_JAVA_HOME=/opt/java TARN_AOT=use

FROM base AS trained
ARG AOT
RUN if [ "$AOT" = yes ]; then tarn train; else mkdir /opt/tarn/cache; fi

FROM base
COPY --from=trained /opt/tarn/cache /opt/tarn/cache
USER tarn
VOLUME /data
EXPOSE 4566
ENV TARN_HOST=0.0.0.0 TARN_DATA=/data TARN_INIT=/etc/tarn/init.d
HEALTHCHECK --interval=2s --start-period=60s CMD ["/opt/tarn/bin/tarn-ready"]
ENTRYPOINT ["/opt/tarn/bin/tarn"]
CMD ["serve"]
