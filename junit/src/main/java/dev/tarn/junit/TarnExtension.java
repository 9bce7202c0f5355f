package dev.tarn.junit;

import dev.tarn.server.Tarn;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;

/** Behind {@link TarnTest}: starts servers, empties them, and hands out their clients. */
final class TarnExtension implements BeforeAllCallback, BeforeEachCallback, ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(TarnExtension.class);

  @Override
  public void beforeAll(ExtensionContext context) {
    server(context);
  }

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    if (annotation(context).reset()) {
      server(context).tarn().reset();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == Tarn.class
        || type == URI.class
        || type == AthenaClient.class
        || type == GlueClient.class
        || type == S3Client.class
        || type == StsClient.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    TestServer server = server(context);
    Class<?> type = parameter.getParameter().getType();
    if (type == Tarn.class) {
      return server.tarn();
    }
    if (type == URI.class) {
      return server.tarn().endpoint();
    }
    if (type == AthenaClient.class) {
      return server.athena();
    }
    if (type == GlueClient.class) {
      return server.glue();
    }
    return type == S3Client.class ? server.s3() : server.sts();
  }

  /** The store closes the server: a shared one after the last test, a class's own after that. */
  private static TestServer server(ExtensionContext context) {
    ExtensionContext owner = annotation(context).own() ? classContext(context) : context.getRoot();
    return owner
        .getStore(NAMESPACE)
        .computeIfAbsent(TestServer.class, type -> TestServer.start(), TestServer.class);
  }

  private static ExtensionContext classContext(ExtensionContext context) {
    ExtensionContext owner = context;
    while (owner.getTestMethod().isPresent()
        || !owner.getElement().map(Class.class::isInstance).orElse(false)) {
      owner = owner.getParent().orElseThrow();
    }
    return owner;
  }

  private static TarnTest annotation(ExtensionContext context) {
    for (Class<?> type = context.getRequiredTestClass();
        type != null;
        type = type.getEnclosingClass()) {
      TarnTest annotation = type.getAnnotation(TarnTest.class);
      if (annotation != null) {
        return annotation;
      }
    }
    throw new IllegalStateException(context.getRequiredTestClass() + " is no @TarnTest");
  }
}
