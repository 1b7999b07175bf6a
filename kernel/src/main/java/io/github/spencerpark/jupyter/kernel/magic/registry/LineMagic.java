package io.github.spencerpark.jupyter.kernel.magic.registry;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a method that is to be a line magic. It takes the magic's words, or nothing. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface LineMagic {
  /** The magic's name; that of the method if it is empty. */
  String value() default "";

  /** Other names. */
  String[] aliases() default {};
}
