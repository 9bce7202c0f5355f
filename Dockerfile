# The image holds the built distribution, a Java made for it, and classes loaded and linked beforehand.
#   ./mvnw -Dquick -DskipTests -pl emulator-server -am package
#   docker build -t tarn .
#   docker run -p 4566:4566 -v tarn:/data tarn
# JDK is any image with a JDK 25, BASE any small one with its C library, gzip and a shell. AOT says in which form the cache of
# classes is in the image: packed (40 MB, unpacked at a container's first start), plain (175 MB) or none.
ARG JDK=eclipse-temurin:25-jdk
ARG BASE=debian:bookworm-slim
ARG AOT=packed

FROM ${JDK} AS java
# No java.desktop: nothing is drawn here. Debian's JDK brings half a gigabyte of symbols for debuggers.
RUN "${JAVA_HOME:?}/bin/jlink" --output /java --strip-java-debug-attributes --no-man-pages --no-header-files --compress zip-9 \
    --add-modules java.compiler,java.instrument,java.logging,java.management,java.naming,java.net.http,java.security.jgss,java.sql,java.xml,jdk.incubator.vector,jdk.jfr,jdk.management,jdk.naming.dns,jdk.net,jdk.unsupported,jdk.zipfs \
  && find /java -name '*.debuginfo' -delete

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
RUN case $AOT in \
    packed) tarn train && gzip -n /opt/tarn/cache/tarn.aot ;; \
    plain) tarn train ;; \
    none) mkdir /opt/tarn/cache ;; \
    *) echo "AOT must be one of packed, plain, none, but is '$AOT'" >&2; exit 1 ;; \
  esac

FROM base
COPY --from=trained --chown=tarn:tarn /opt/tarn/cache /opt/tarn/cache
USER tarn
VOLUME /data
EXPOSE 4566
ENV TARN_HOST=0.0.0.0 TARN_DATA=/data TARN_INIT=/etc/tarn/init.d
HEALTHCHECK --interval=2s --start-period=60s CMD ["/opt/tarn/bin/tarn-ready"]
ENTRYPOINT ["/opt/tarn/bin/tarn"]
CMD ["serve"]
