package dev.tarn.protocol;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import software.amazon.awssdk.core.SdkPojo;

/** Calls the static {@code builder()} of SDK model classes; one method handle per class. */
final class ModelBuilders {
  private static final ClassValue<MethodHandle> BUILDERS =
      new ClassValue<>() {
        @Override
        protected MethodHandle computeValue(Class<?> type) {
          try {
            Class<?> returned = type.getMethod("builder").getReturnType();
            return MethodHandles.publicLookup()
                .findStatic(type, "builder", MethodType.methodType(returned))
                .asType(MethodType.methodType(Object.class));
          } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(type + " is not an SDK model class", e);
          }
        }
      };

  private ModelBuilders() {}

  static SdkPojo newBuilder(Class<? extends SdkPojo> type) {
    return (SdkPojo) call(type);
  }

  /** The builder of an exception class; the SDK declares no metadata on the generic ones. */
  static Object call(Class<?> type) {
    try {
      return (Object) BUILDERS.get(type).invokeExact();
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(type + ".builder() failed", e);
    }
  }
}
