package dev.tarn.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One running server with its clients for all tests that can share it. */
public final class SharedTarn implements BeforeAllCallback, ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(SharedTarn.class);

  @Override
  public void beforeAll(ExtensionContext context) {
    clients(context);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType().equals(AwsClients.class);
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return clients(context);
  }

  private static AwsClients clients(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(Running.class, ignored -> Running.start(), Running.class)
        .clients();
  }

  /** Closed by JUnit after the last test. */
  private record Running(TarnProcess process, AwsClients clients) implements AutoCloseable {
    static Running start() {
      try {
        Path data = Files.createTempDirectory(Path.of("target"), "shared-tarn-");
        TarnProcess process = TarnProcess.start(data.toAbsolutePath());
        return new Running(process, AwsClients.of(process.endpoint()));
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void close() {
      clients.close();
      process.close();
    }
  }
}
