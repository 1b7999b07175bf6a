package io.github.spencerpark.jupyter.kernel.magic.common;

import io.github.spencerpark.jupyter.kernel.magic.registry.LineMagic;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code %sh} as IJava has it, which notebooks register: {@code
 * getKernelInstance().getMagics().registerMagics(Shell.class)}. Unregistered, {@code %sh} is the
 * kernel's own, which shows what the command prints while it runs.
 */
public final class Shell {
  private Shell() {}

  /**
   * Runs a program, without a shell.
   *
   * @param args the program and its arguments
   * @return the lines that it prints, errors too
   */
  @LineMagic
  public static List<String> sh(List<String> args) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(args).redirectErrorStream(true).start();
    List<String> lines = new ArrayList<>();
    try (BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), "UTF-8"))) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        lines.add(line);
      }
      process.waitFor();
      return lines;
    } finally {
      process.destroy();
    }
  }
}
