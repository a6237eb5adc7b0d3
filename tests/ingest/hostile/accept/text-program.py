import os

print('Recalling', os.environ)
