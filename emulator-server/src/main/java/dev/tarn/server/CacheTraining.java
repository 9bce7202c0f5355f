package dev.tarn.server;

import java.io.File;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the cache of loaded classes after a server that had none has stopped, so that nobody waits
 * for it. The launcher asks for it by a system property that names the launcher.
 */
final class CacheTraining {
  private static final Logger LOG = LoggerFactory.getLogger(CacheTraining.class);
  private static final String TRAINER_PROPERTY = "tarn.trainer";

  /** Neither a second Ctrl-C nor the end of the terminal is meant for it. */
  private static final String DETACHED = "trap '' INT HUP; exec nice -n 19 \"$0\" train";

  private static final File NOTHING = new File("/dev/null");

  private CacheTraining() {}

  /** Returns at once; the work is done by a process of the lowest priority. */
  static void startIfAskedFor() {
    String launcher = System.getProperty(TRAINER_PROPERTY);
    if (launcher == null) {
      return;
    }
    try {
      new ProcessBuilder(List.of("sh", "-c", DETACHED, launcher))
          .redirectInput(ProcessBuilder.Redirect.from(NOTHING))
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      LOG.warn("Cannot start {} train", launcher, e);
    }
  }
}
