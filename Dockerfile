# The image holds the built distribution. Build it first:
#   ./mvnw -Dquick -DskipTests -pl emulator-server -am package
#   docker build -t tarn .
#   docker run -p 4566:4566 -v tarn:/data tarn
FROM eclipse-temurin:25-jre

RUN groupadd --system tarn && useradd --system --gid tarn --home-dir /data tarn \
  && mkdir /data && chown tarn:tarn /data
COPY emulator-server/target/tarn /opt/tarn

USER tarn
VOLUME /data
EXPOSE 4566
ENV TARN_HOST=0.0.0.0 TARN_DATA=/data

HEALTHCHECK --interval=5s --start-period=60s CMD ["/opt/tarn/bin/tarn-ready"]
ENTRYPOINT ["/opt/tarn/bin/tarn"]
CMD ["serve"]
