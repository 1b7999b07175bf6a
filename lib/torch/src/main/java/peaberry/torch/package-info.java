/**
 * PyTorch for notebooks: DJL's engine with all that it needs, and what a cell says shorter than DJL
 * does. DJL's own classes work as they are, without a call to this package before.
 *
 * <p>The first use unpacks PyTorch's libraries, 431 MB, once for all of a user's notebooks, into
 * {@code PEABERRY_CACHE}, or {@code ~/.cache/peaberry}. Nothing asks the network: DJL works offline
 * ({@code ai.djl.offline}), unless a cell sets this property to {@code false} for a data set of
 * DJL's own.
 *
 * <p>A network that learns, by DJL's {@code Trainer}, on rows {@code x} of classes {@code y}
 * ({@code NDArrays} is that of {@code peaberry.data.djl}):
 *
 * <pre>{@code
 * Torch.seed(42);
 * Model model = Model.newInstance("moons");
 * model.setBlock(new SequentialBlock()
 *     .add(Linear.builder().setUnits(16).build())
 *     .add(Activation::relu)
 *     .add(Linear.builder().setUnits(2).build()));
 * Trainer trainer = model.newTrainer(
 *     new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
 *         .optOptimizer(Optimizer.adam().optLearningRateTracker(Tracker.fixed(0.01f)).build()));
 * trainer.initialize(new Shape(1, 2));
 *
 * NDManager manager = trainer.getManager();
 * var data = new ArrayDataset.Builder()
 *     .setData(NDArrays.of(manager, x)).optLabels(manager.create(y)).setSampling(64, true).build();
 * for (int epoch : Progress.range(20)) {
 *   for (Batch batch : trainer.iterateDataset(data)) {
 *     EasyTrain.trainBatch(trainer, batch);
 *     trainer.step();
 *     batch.close();
 *   }
 * }
 * NDArray classes = trainer.evaluate(new NDList(NDArrays.of(manager, x))).singletonOrThrow().argMax(1);
 * }</pre>
 *
 * <p>A step with a loss of one's own, as of a deep Q-network. The scope frees every array that is
 * made in it, so memory stays as it is however many steps there are; the step of the optimizer
 * comes after it, for the scope would free the optimizer's means too.
 *
 * <pre>{@code
 * try (var scope = new NDScope(); var collector = trainer.newGradientCollector()) {
 *   NDArray q = trainer.forward(new NDList(manager.create(states, shape))).singletonOrThrow();
 *   NDArray taken = q.gather(manager.create(actions, new Shape(64, 1)), 1).squeeze(1);
 *   collector.backward(taken.sub(manager.create(targets)).square().mean());
 * }
 * trainer.step();
 * if (step % 100 == 0) Torch.copy(network, targetNetwork);
 * }</pre>
 *
 * <p>A layer that is not to learn is frozen by {@code layer.freezeParameters(true)}. {@code
 * Optimizer.rmsprop()} is not implemented for PyTorch; adam, adamW and sgd are.
 *
 * <p>May depend on DJL and its PyTorch engine, and on {@code peaberry.blas} and {@code
 * peaberry.kernel.display}.
 */
package peaberry.torch;
