/**
 * What notebooks that were written for IJava call, on top of {@link peaberry.kernel.display}. New
 * notebooks have no need of it.
 */
package io.github.spencerpark.ijava;
