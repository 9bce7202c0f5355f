package dev.tarn.query.trino;

import com.google.inject.Binder;
import com.google.inject.Binding;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.Module;
import com.google.inject.Provider;
import com.google.inject.TypeLiteral;
import com.google.inject.spi.Element;
import com.google.inject.spi.Elements;
import com.google.inject.spi.ProviderInstanceBinding;
import com.google.inject.spi.ProvidesMethodBinding;
import io.airlift.configuration.ConfigurationAwareModule;
import io.airlift.configuration.ConfigurationFactory;
import io.trino.FeaturesConfig;
import io.trino.metadata.GlobalFunctionCatalog;
import io.trino.metadata.SystemFunctionBundle;
import io.trino.spi.NodeVersion;
import io.trino.spi.function.FunctionBundle;
import io.trino.spi.type.TypeOperators;
import io.trino.type.BlockTypeOperators;
import io.trino.type.TypeOperatorsCache;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Modules of Trino's server whose built-in functions are read beside everything else: to read the
 * annotations of some thousand functions takes nearly half of the engine's start.
 */
final class FunctionsAside implements ConfigurationAwareModule {
  private static final String PROVIDER = "systemFunctionBundle";
  private static final String REGISTRATION = "RegisterFunctionBundles";
  private static final Key<Set<FunctionBundle>> BUNDLES = Key.get(new TypeLiteral<>() {});

  private final List<Module> server;
  private final NodeVersion version;
  private final TypeOperatorsCache operators = new TypeOperatorsCache();
  private final CompletableFuture<FunctionBundle> functions = new CompletableFuture<>();

  FunctionsAside(List<Module> server, String version) {
    this.server = List.copyOf(server);
    this.version = new NodeVersion(version);
  }

  @Override
  public void setConfigurationFactory(ConfigurationFactory configuration) {
    for (Module module : server) {
      if (module instanceof ConfigurationAwareModule aware) {
        aware.setConfigurationFactory(configuration);
      }
    }
    FeaturesConfig features = configuration.build(FeaturesConfig.class);
    Thread.ofPlatform().name("trino-functions").daemon().start(() -> read(features));
  }

  private void read(FeaturesConfig features) {
    try {
      TypeOperators types = new TypeOperators(operators);
      functions.complete(
          SystemFunctionBundle.create(features, types, new BlockTypeOperators(types), version));
    } catch (RuntimeException | Error e) {
      functions.completeExceptionally(e);
    }
  }

  /** Trino's bindings, but for the functions' own and for their registration. */
  @Override
  public void configure(Binder binder) {
    @Nullable Key<?> provided = null;
    boolean registered = false;
    for (Element element : Elements.getElements(binder.currentStage(), server)) {
      if (isProvider(element)) {
        provided = ((Binding<?>) element).getKey();
      } else if (isRegistration(element)) {
        registered = true;
      } else if (!isOperatorsCache(element)) {
        element.applyTo(binder);
      }
    }
    if (provided == null || !registered) {
      throw new IllegalStateException("This Trino registers its functions in another way");
    }
    // Without a scope, so that nobody waits for it before the registration below.
    binder
        .bind(provided.ofType(FunctionBundle.class))
        .toProvider((Provider<FunctionBundle>) functions::join);
    binder.bind(TypeOperatorsCache.class).toInstance(operators);
  }

  private static boolean isProvider(Element element) {
    return element instanceof ProviderInstanceBinding<?> binding
        && binding.getUserSuppliedProvider() instanceof ProvidesMethodBinding<?> method
        && method.getMethod().getName().equals(PROVIDER);
  }

  private static boolean isRegistration(Element element) {
    return element instanceof Binding<?> binding
        && binding.getKey().getTypeLiteral().getRawType().getSimpleName().equals(REGISTRATION);
  }

  private static boolean isOperatorsCache(Element element) {
    return element instanceof Binding<?> binding
        && binding.getKey().equals(Key.get(TypeOperatorsCache.class));
  }

  /** Waits for the functions and makes them known; to be called once, before the first query. */
  static void register(Injector injector) {
    GlobalFunctionCatalog catalog = injector.getInstance(GlobalFunctionCatalog.class);
    injector.getInstance(BUNDLES).forEach(catalog::addFunctions);
  }
}
