package dev.tarn.protocol;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkClient;

/**
 * Finds classes of a service's SDK model by name. Reading the client interface by reflection would
 * load every one of them, which for Glue costs more time than all else at the start.
 */
final class ModelClasses {
  private final ClassLoader loader;
  private final String modelPackage;

  ModelClasses(Class<? extends SdkClient> clientInterface) {
    loader = clientInterface.getClassLoader();
    modelPackage = clientInterface.getPackageName() + ".model.";
  }

  boolean contains(Class<?> type) {
    return type.getName().startsWith(modelPackage);
  }

  /** The class with this simple name; the name may come from a client. */
  @Nullable Class<?> find(String simpleName) {
    if (!simpleName.chars().allMatch(ModelClasses::isLetterOrDigit)) {
      return null;
    }
    String name = modelPackage + simpleName;
    // Class loaders keep a lock for every name they were ever asked for; a resource costs nothing.
    if (loader.getResource(name.replace('.', '/') + ".class") == null) {
      return null;
    }
    return load(name);
  }

  /** The class with this simple name, which comes from the model itself. */
  @Nullable Class<?> named(String simpleName) {
    return load(modelPackage + simpleName);
  }

  private @Nullable Class<?> load(String name) {
    try {
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException e) {
      return null;
    }
  }

  private static boolean isLetterOrDigit(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}
