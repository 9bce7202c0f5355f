package dev.tarn.query.trino;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts one Trino for all test classes of the JVM and hands it to those that ask for it. */
public final class TrinoExtension implements ParameterResolver {
  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == TrinoFixture.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(TrinoExtension.class))
        .computeIfAbsent(TrinoFixture.class, _ -> TrinoFixture.start(), TrinoFixture.class);
  }
}
