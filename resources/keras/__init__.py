"""The mechanisms of the lecture in Keras 3, for readers of TensorFlow."""
