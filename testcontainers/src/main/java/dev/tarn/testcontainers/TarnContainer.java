package dev.tarn.testcontainers;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/**
 * A Tarn in a container: AWS Glue, Athena, S3 and STS on one port. It counts as started when
 * queries can run and the fixtures are loaded. Ask for {@code withReuse(true)} to keep it for the
 * next run of the tests.
 */
public final class TarnContainer extends GenericContainer<TarnContainer> {
  /** The image that the repository's Dockerfile makes. */
  public static final DockerImageName DEFAULT_IMAGE = DockerImageName.parse("tarn:latest");

  /** Where all services are, inside the container. */
  public static final int PORT = 4566;

  private static final String FIXTURES = "/etc/tarn/init.d";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private String region = "us-east-1";

  public TarnContainer() {
    this(DEFAULT_IMAGE);
  }

  public TarnContainer(DockerImageName image) {
    super(image);
    withExposedPorts(PORT);
    waitingFor(Wait.forHttp("/_tarn/ready").forPort(PORT).withStartupTimeout(PATIENCE));
  }

  /**
   * Runs and loads what is in a directory of this machine: shell scripts, {@code .sql} files,
   * catalogs as {@code .json}, and the directories {@code objects} and {@code tables}.
   */
  public TarnContainer withFixtures(Path directory) {
    return withCopyFileToContainer(MountableFile.forHostPath(directory), FIXTURES);
  }

  /** The same for a directory on the class path. */
  public TarnContainer withFixtures(String resource) {
    return withCopyFileToContainer(MountableFile.forClasspathResource(resource), FIXTURES);
  }

  /** The heap of the server's JVM, such as {@code 1g}. */
  public TarnContainer withMemory(String heap) {
    return withEnv("TARN_MEMORY", heap);
  }

  /** The AWS region of everything in it; {@code us-east-1} otherwise. */
  public TarnContainer withRegion(String name) {
    region = name;
    return withEnv("TARN_REGION", name);
  }

  /** What SDK clients take as their endpoint override. */
  public URI getEndpoint() {
    return URI.create("http://" + getHost() + ":" + getMappedPort(PORT));
  }

  /** The same for containers in its network, under one of its aliases there. */
  public URI getEndpointInNetwork(String alias) {
    return URI.create("http://" + alias + ":" + PORT);
  }

  public String getRegion() {
    return region;
  }

  /** Any would do. */
  public String getAccessKey() {
    return "tarn";
  }

  /** Any would do. */
  public String getSecretKey() {
    return "tarn";
  }
}
